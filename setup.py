"""One thing that pyproject.toml cannot say: the packages below ``align`` are found, and ``qa_rules/`` joins them."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["align", "align.*"]), "align.qa_rules"],
    package_dir={"align.qa_rules": "qa_rules"},
)
