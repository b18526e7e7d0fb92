"""The outside world: requests and answers as values, and the ports that send them and sleep."""
