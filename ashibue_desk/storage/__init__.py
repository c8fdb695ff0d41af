"""The vault: keys, the encrypted file, one "book" per thing kept in it, migrations, backup.

Only this package imports sqlcipher3, SQLAlchemy and Alembic. Nothing here knows the keychain: the device
secret is handed in.
"""
