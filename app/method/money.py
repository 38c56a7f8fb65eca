"""Money for the eye: short where space is short, whole where a figure is read."""

from app.method.figures import locale_of

SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "SEK": "kr", "NOK": "kr", "DKK": "kr", "CHF": "CHF"}


def short(minor: int | None, currency: str, point: str = ".") -> str:
    """An amount in minor units as "€4.0m" or "€310k", with this decimal sign; empty for None."""
    if minor is None:
        return ""
    amount = minor / 100
    size = abs(amount)
    if size >= 999_500:
        text = f"{amount / 1_000_000:.1f}m".replace(".", point)
    elif size >= 1_000:
        text = f"{amount / 1_000:.0f}k"
    else:
        text = f"{amount:.0f}"
    symbol = SYMBOLS.get(currency, currency)
    return f"{symbol}{text}" if len(symbol) == 1 else f"{text} {symbol}"


def full(minor: int | None, currency: str, locale: str = "en_GB") -> str:
    """An amount in minor units as the locale writes it, without needless decimals; empty for None."""
    if minor is None:
        return ""
    from babel.numbers import format_currency  # late: Babel is not needed for the first picture

    digits = minor % 100 != 0
    return format_currency(
        minor / 100,
        currency,
        format=None if digits else "¤#,##0",
        locale=locale_of(locale),
        currency_digits=digits,
    )
