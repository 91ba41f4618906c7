vcl 4.1;

# Varnish as a shared cache before the guide. The guide says how long (CDN_MAX_AGE); browsers still keep nothing.
#
#     varnishd -a 127.0.0.1:8080 -f /opt/guide/deploy/varnish.vcl -p http_gzip_support=off \
#       -p vsl_mask=-SessOpen,-SessClose,-ReqStart,-ReqMethod,-ReqURL,-ReqHeader,-ReqUnset,-ReqLost,-ReqAcct \
#       -p vsl_mask=-BereqMethod,-BereqURL,-BereqHeader,-BereqUnset,-HttpGarbage,-BogoHeader,-LostHeader,-PROXY
#
# The guide's own bytes are smaller than what Varnish would make. Without vsl_mask, Varnish keeps the last visits in its memory.

import std;

backend guide {
    .host = "127.0.0.1";
    .port = "3001";
    .connect_timeout = 2s;
    .first_byte_timeout = 30s;
    .probe = {
        .request = "GET /readyz HTTP/1.1" "Host: localhost" "Connection: close";
        .interval = 500ms;
        .timeout = 3s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

sub vcl_recv {
    unset req.http.X-Forwarded-For;
    unset req.http.Forwarded;
    unset req.http.Via;
    # For whoever looks after the guide.
    if (req.url == "/readyz" || req.url == "/healthz") {
        return (synth(404));
    }
    # A search is answered for its reader alone.
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # The guide reads no question but the one for a part of the list of services.
    if (req.url !~ "/hsds/services/?\?") {
        set req.url = regsub(req.url, "\?.*$", "");
    }
    # As long as the guide answers, nothing is older than it says.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 0s;
    }
    # Three kinds of bytes, whatever a browser writes.
    if (req.http.Accept-Encoding ~ "\bbr\b") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "\bgzip\b") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    return (hash);
}

# The guide reads no name of a host.
sub vcl_hash {
    hash_data(req.url);
    return (lookup);
}

sub vcl_backend_response {
    # Only what the guide says of it (RFC 9213). Its Cache-Control is for browsers.
    if (beresp.http.CDN-Cache-Control ~ "max-age=[0-9]+") {
        set beresp.ttl = std.duration(regsub(beresp.http.CDN-Cache-Control, "^.*max-age=([0-9]+).*$", "\1s"), 0s);
        # An old page is better than none; see above.
        set beresp.grace = 1h;
    } else {
        set beresp.uncacheable = true;
        set beresp.ttl = 120s;
    }
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.CDN-Cache-Control;
    unset resp.http.Cache-Tag;
    unset resp.http.Age;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
}
