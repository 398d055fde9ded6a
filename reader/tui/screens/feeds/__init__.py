"""The dialogs about feeds."""
