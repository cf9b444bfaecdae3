"""Open Referral's Human Services Data Specification (HSDS), by which service directories exchange what they hold.

Read are 3.x in JSON, and tables of 1.1, 2.0 and 3.x in CSV; written are 3.x in both. The schema:
https://docs.openreferral.org/en/latest/hsds/schema_reference.html
"""
