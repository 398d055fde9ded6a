"""The screens, one per file: the main screen and the dialogs."""
