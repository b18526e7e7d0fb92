"""From documentation pages to the contract and the code generated from it. Development only."""
