"""What a browser says of the finished site. A package, so that its conftest.py and that of tests/ keep apart."""
