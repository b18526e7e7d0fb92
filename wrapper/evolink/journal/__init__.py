"""A journal of every call that costs credits, so that nothing paid for is lost. Needs `pip install "evolink[batch]"`.

    with EvoLink(journal="evolink.sqlite") as client:
        client.images.generate(model="gpt-4o-image", prompt="a cat").save("cats/")
        client.resume()                      # after a crash: wait for paid tasks, and save their files
        for call in client.journal.calls():  # what was sent, what it cost, where the files are
            print(call.state, call.credits_used, [result.path for result in call.results])

The file contains prompts and links, never an API key; only its owner can read it.
"""

from ._admission import Price
from ._batch import Batch
from ._calls import Call, Costs, Draft, Result, Row, StateTotals, Taken
from ._journal import Journal
from ._states import State

__all__ = ["Batch", "Call", "Costs", "Draft", "Journal", "Price", "Result", "Row", "State", "StateTotals", "Taken"]
