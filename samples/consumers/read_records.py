"""Prints one line per record. Needs nothing but Python 3.9.

    read_records.py URL [ETAG]

URL is a record or a container of records, with a shared access signature (?sv=...&sig=...).
ETAG is data.eTag of an event: a record that was replaced since then is dropped, because another event tells of the newer one.
"""
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from xml.etree import ElementTree

VERSION = {"x-ms-version": "2021-12-02"}


def read(url, etag=None):
    """The record at url; None if it is not there or, with an etag, has another one."""
    headers = dict(VERSION)
    if etag:
        headers["If-Match"] = '"%s"' % etag.strip('"')
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            record = json.load(answer)
    except urllib.error.HTTPError as fault:
        if fault.code in (404, 412):
            return None
        raise
    if not record["schemaVersion"].startswith("1."):
        raise ValueError("The record has schema version %s; this program reads version 1." % record["schemaVersion"])
    return record


def read_all(url):
    """The records of a container, page by page."""
    container, _, signature = url.partition("?")
    marker = ""
    while True:
        query = "restype=container&comp=list&marker=%s&%s" % (urllib.parse.quote(marker), signature)
        with urllib.request.urlopen(urllib.request.Request("%s?%s" % (container, query), headers=VERSION)) as answer:
            page = ElementTree.fromstring(answer.read())
        for name in page.iterfind("Blobs/Blob/Name"):
            record = read("%s/%s?%s" % (container, urllib.parse.quote(name.text), signature))
            if record:
                yield record
        marker = page.findtext("NextMarker") or ""
        if not marker:
            return


def summary(record):
    name = record["source"]["name"]
    if record["error"]:
        return "%s: refused (%s)" % (name, record["error"]["code"])
    best = record["predictions"][0]
    region = best["region"]
    place = "%(width)d x %(height)d at %(x)d, %(y)d" % region if region else "nowhere"
    return "%s: %s %.1f %%, %s" % (name, best["label"], 100 * best["probability"], place)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Name a record or a container of records: read_records.py URL [ETAG]")
    if urllib.parse.urlsplit(sys.argv[1]).path.endswith(".json"):
        found = read(*sys.argv[1:3])
        print(summary(found) if found else "The record was replaced or deleted.")
    else:
        for each in read_all(sys.argv[1]):
            print(summary(each))
