"""Reading .xlsx and .csv as offices have them, writing .csv, and addresses by postal code. Nothing in a file is executed."""
