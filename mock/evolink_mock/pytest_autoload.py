"""What pytest loads by itself: the plugin, under the name of its module.

A module can't be registered twice under different names, so if pytest loaded the plugin itself under the name of the
entry point, `-p evolink_mock.pytest_plugin` and `pytest_plugins = ["evolink_mock.pytest_plugin"]` would be errors.
"""

pytest_plugins = ["evolink_mock.pytest_plugin"]
