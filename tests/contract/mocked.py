"""A plugin for pytest that has the contract suite judge the mock: `-p tests.contract.mocked`."""

from evolink_mock import MockServer
from evolink_suite.target import provide

provide(MockServer)
