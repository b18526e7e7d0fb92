"""Operations that a mock lacks, as some deployments of the service do."""

from collections.abc import Iterable

from evolink_mock.world.contract import operations
from evolink_mock.world.settings import SettingError, check_list, check_text
from evolink_mock.world.unknown import unknown


def read_without(names: Iterable[str]) -> frozenset[str]:
    """Return the operationIds of what a mock lacks.

    Raises:
        SettingError: There is no such operation.
    """
    check_list("without", names)
    wanted, known = list(names), {operation.id for operation in operations()}
    for name in wanted:
        check_text("without", name)
        if name not in known:
            raise SettingError("without", f"must name operations; {unknown(name, sorted(known))}", name)
    return frozenset(wanted)
