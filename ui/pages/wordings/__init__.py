"""The office's own wording of the forms: which holds, which were before, and writing a new one."""
