"""One of some words, as the value of an option or an argument."""

from typing import TYPE_CHECKING, Any

import click

from ._did_you_mean import did_you_mean

if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:  # it is generic since Click 8.2
    _Choice = click.Choice


class Choice(_Choice):
    """One of some words, of which an error names the one that may be meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the word.

        Raises:
            BadParameter: It is none of them.
        """
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            meant = did_you_mean(str(value), map(str, self.choices))
            raise click.BadParameter(f"{error.message}{meant}", ctx, param) from None
