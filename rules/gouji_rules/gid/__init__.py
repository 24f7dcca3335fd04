"""The pack for annual reports on government information disclosure: forms, rules, cases, and checks of its own."""
