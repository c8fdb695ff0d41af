"""Contractors (規程14条): chosen by criteria, bound by clauses, looked at every year."""
