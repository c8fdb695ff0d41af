"""The guided check whether a cloud service is an entrustment."""
