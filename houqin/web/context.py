"""What every page knows."""


def shell(request):
    return {}
