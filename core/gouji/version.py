"""The version of Gouji, which the package is built with."""

VERSION = "0.1.0"
