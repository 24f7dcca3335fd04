"""The nouns: frozen data that flow from file to scorecard."""
