vcl 4.1;

# Varnish as a shared cache before two copies of the guide, on one machine. The guide says how long (CDN_MAX_AGE); browsers still
# keep nothing. TLS belongs before it: the Caddyfile with GUIDE_COPIES=127.0.0.1:8080.
#
#     varnishd -a 127.0.0.1:8080 -f /opt/guide/deploy/varnish.vcl -p http_gzip_support=off \
#       -p vsl_mask=-SessOpen,-SessClose,-ReqStart,-ReqMethod,-ReqURL,-ReqHeader,-ReqUnset,-ReqLost,-ReqAcct \
#       -p vsl_mask=-BereqMethod,-BereqURL,-BereqHeader,-BereqUnset,-HttpGarbage,-BogoHeader,-LostHeader,-PROXY
#
# The guide's own bytes are smaller than what Varnish would make. Without vsl_mask, Varnish keeps the last visits in its memory.

import directors;
import std;

probe ready {
    .request = "GET /readyz HTTP/1.1" "Host: localhost" "Connection: close";
    .interval = 500ms;
    .timeout = 3s;
    .window = 2;
    .threshold = 2;
    .initial = 2;
}

backend one {
    .host = "127.0.0.1";
    .port = "3001";
    .connect_timeout = 2s;
    .first_byte_timeout = 30s;
    .probe = ready;
}

backend two {
    .host = "127.0.0.1";
    .port = "3002";
    .connect_timeout = 2s;
    .first_byte_timeout = 30s;
    .probe = ready;
}

sub vcl_init {
    new copies = directors.round_robin();
    copies.add_backend(one);
    copies.add_backend(two);
}

sub vcl_recv {
    set req.backend_hint = copies.backend();
    unset req.http.X-Forwarded-For;
    unset req.http.Forwarded;
    unset req.http.Via;
    # A balancer before it asks whether it has a copy to ask. The public gets nothing else from here.
    if (req.url ~ "^/(readyz|healthz)(\?|$)") {
        if (std.healthy(req.backend_hint)) {
            return (synth(200));
        }
        return (synth(503));
    }
    # A search is answered for its reader alone. It is kept until it is answered, so that it can be asked twice.
    if (req.method != "GET" && req.method != "HEAD") {
        std.cache_req_body(16KB);
        return (pass);
    }
    # The guide reads no question but the one for a part of the list of services, and of that one only these two words.
    if (req.url ~ "^(/[^?]*)?/hsds/services\?((page|per_page)=[0-9]+)(&(page|per_page)=[0-9]+)?$") {
        # As it is.
    } else {
        set req.url = regsub(req.url, "\?.*$", "");
    }
    # As long as a copy answers, nothing is older than the guide says.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 0s;
    }
    # Three kinds of bytes, whatever a browser writes. A wish with a zero in it is left to the guide.
    if (req.http.Accept-Encoding ~ ";\s*q=0(\.0*)?\s*(,|$)") {
        return (pass);
    }
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
        # An old page is better than none, for five minutes more while no copy answers.
        set beresp.grace = 300s;
    } else {
        set beresp.uncacheable = true;
        set beresp.ttl = 120s;
    }
    return (deliver);
}

# A copy that ended in the middle: the other one is asked, for a page and for a search.
sub vcl_backend_error {
    if (bereq.retries == 0) {
        if (beresp.backend == one) {
            set bereq.backend = two;
        } else {
            set bereq.backend = one;
        }
        return (retry);
    }
}

sub vcl_deliver {
    unset resp.http.CDN-Cache-Control;
    unset resp.http.Cache-Tag;
    unset resp.http.Age;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
}
