"""The edge: reads the clock once."""

from houqin.kernel import clock


def at_the_edge(get_response):
    def middleware(request):
        request.now = clock.now()
        request.school = None
        return get_response(request)

    return middleware
