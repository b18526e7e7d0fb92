"""What Alembic runs: the versions that are missing, on the connection and in the transaction it is handed."""

from alembic import context

from evolink.journal._schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
