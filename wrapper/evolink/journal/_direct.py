"""Statements of every call, compiled once and given to the driver: SQLAlchemy would cost more than they do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import ReturningInsert

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as one driver takes it.

    Attributes:
        text: The statement.
        constants: The values that it always has.
        conversions: What turns values into those of the driver, for the parameters that need it.
    """

    text: str
    constants: Mapping[str, Any]
    conversions: Mapping[str, Convert]

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the driver gets."""
        values = {**self.constants, **given}
        for name, convert in self.conversions.items():
            values[name] = convert(values[name])
        return values


class Direct:
    """A statement that is run on the driver's own cursor.

    Args:
        statement: The statement. Each of its parameters without a value is given with each run.
    """

    def __init__(self, statement: Insert | ReturningInsert[Any] | Update) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, given: Mapping[str, Any]) -> Any:
        """Run it, and return the driver's cursor.

        Raises:
            DBAPIError: The database refuses it, or is away.
        """
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        driver: Any = connection.connection.dbapi_connection
        values = compiled.values(given)
        try:
            return driver.execute(compiled.text, values)
        except _base_error(dialect) as error:
            raise _as_of_sqlalchemy(connection, compiled.text, error) from error

    def run_many(self, connection: Connection, given: Sequence[Mapping[str, Any]]) -> list[int]:
        """Run it with each of many values on a server, and return how many rows each run has changed.

        Nothing waits for an answer before the next is sent.

        Raises:
            DBAPIError: The database refuses one of them, or is away; then the transaction has failed.
        """
        if len(given) == 1:
            return [self.run(connection, given[0]).rowcount]
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        driver: Any = connection.connection.dbapi_connection
        try:
            with driver.cursor() as cursor:
                cursor.executemany(compiled.text, [compiled.values(each) for each in given], returning=True)
                return [result.rowcount for result in cursor.results()]
        except _base_error(dialect) as error:
            raise _as_of_sqlalchemy(connection, compiled.text, error) from error

    def _compile(self, dialect: Dialect) -> _Compiled:
        same: Any = type(dialect)
        named = same(paramstyle="named") if dialect.positional else dialect
        compiled: Any = self._statement.compile(dialect=named)
        binds = {name: compiled.binds[name] for name in compiled.params}
        conversions = {name: bind.type.dialect_impl(named).bind_processor(named) for name, bind in binds.items()}
        done = _Compiled(
            str(compiled),
            {name: compiled.params[name] for name, bind in binds.items() if not bind.required},
            {name: convert for name, convert in conversions.items() if convert is not None},
        )
        self._compiled[dialect.name] = done
        return done


def _base_error(dialect: Dialect) -> type[Exception]:
    base: type[Exception] = dialect.loaded_dbapi.Error
    return base


def _as_of_sqlalchemy(connection: Connection, text: str, error: Exception) -> Exception:
    """Return a driver's error as SQLAlchemy raises it, and drop a connection that was lost."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)  # type: ignore[arg-type]
    if lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        text,
        None,
        error,
        _base_error(dialect),
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    )
