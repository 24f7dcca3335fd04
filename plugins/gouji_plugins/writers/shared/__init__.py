"""The files that one run gives besides its pages: for code review, build servers, spreadsheets and letters."""
