"""How the newsroom's languages print and read things. Pure: values in, text out.

Django's own `id` formats print `10 Agu 2022, 14.48`; the newsroom prints `10 Agustus 2022 14:48`.
"""
