"""The table of uploads: one row for each content on a files API, with its link or with the session that uploads it."""

from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, false, or_, select, update

from evolink._files.upload_memory import RememberedUpload

from ._core import Core
from ._schema import uploads
from ._transaction import Transaction
from ._upsert import Upsert

_HERE = and_(uploads.c.host == bindparam("_host"), uploads.c.sha256 == bindparam("_sha256"))
_FIND = select(uploads).where(_HERE).with_for_update()
_CHANGE = update(uploads).where(_HERE)
_ADD = Upsert(uploads, lambda insert: insert.on_conflict_do_nothing())
_FREE: dict[str, Any] = {"session": None, "claimed_until": None}


class UploadTable:
    """The uploads that a journal remembers; see `UploadMemory`.

    Args:
        core: The journal.
    """

    def __init__(self, core: Core) -> None:
        self._core = core

    def claim(self, host: str, sha256: str, now: float, until: float) -> RememberedUpload | bool:
        """Return the upload of a content whose link lives long enough, else whether this session uploads it now."""
        return self._core.do(lambda tx: self._claim(tx, {"host": host, "sha256": sha256}, now, until))

    def keep(self, upload: RememberedUpload, now: float) -> None:
        """Remember an upload, and forget those whose links have expired."""
        place = {"host": upload.host, "sha256": upload.sha256}
        known = {"url": upload.url, "file_id": upload.file_id, "size": upload.size, "expires_at": upload.expires_at}

        def change(tx: Transaction) -> None:
            _add(tx.connection, place)
            _change(tx.connection, place, **known, **_FREE)
            tx.connection.execute(delete(uploads).where(uploads.c.expires_at < now, uploads.c.claimed_until.is_(None)))

        self._core.do(change)

    def release(self, host: str, sha256: str) -> None:
        """Free for others a content that this session has claimed and not uploaded."""
        mine = and_(uploads.c.host == host, uploads.c.sha256 == sha256, uploads.c.session == self._core.session.id)

        def change(tx: Transaction) -> None:
            tx.connection.execute(delete(uploads).where(mine, uploads.c.url.is_(None)))
            tx.connection.execute(update(uploads).where(mine).values(**_FREE))

        self._core.do(change)

    def forget(self, host: str, file_id: str | None, url: str | None) -> None:
        """Forget the uploads of an ID or a link."""
        known = ((uploads.c.file_id, file_id), (uploads.c.url, url))
        gone = or_(false(), *(column == value for column, value in known if value is not None))
        statement = delete(uploads).where(uploads.c.host == host, gone)
        self._core.do(lambda tx: tx.connection.execute(statement).rowcount)

    def _claim(self, tx: Transaction, place: dict[str, str], now: float, until: float) -> RememberedUpload | bool:
        _add(tx.connection, place)
        row = tx.connection.execute(_FIND, _named(place)).one()
        if row.url is not None:
            known = RememberedUpload(row.host, row.sha256, row.url, row.file_id, row.size, row.expires_at)
            if known.lives(now):
                return known
        if (row.claimed_until or 0.0) > now and self._core.session.alive(tx, row.session):
            return False
        _change(tx.connection, place, session=self._core.session.id, claimed_until=until)
        return True


def _add(connection: Connection, place: dict[str, str]) -> None:
    """Add the row of a content, unless it is there."""
    connection.execute(_ADD.on(connection), place)


def _change(connection: Connection, place: dict[str, str], **columns: Any) -> None:
    connection.execute(_CHANGE, {**_named(place), **columns})


def _named(place: dict[str, str]) -> dict[str, str]:
    return {f"_{name}": value for name, value in place.items()}
