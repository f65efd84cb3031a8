-- The best class of each image and where it was seen, or why the image was refused. For DuckDB, over a copy of the container:
--   azcopy copy 'https://ACCOUNT.blob.core.windows.net/predictions' . --recursive && duckdb < records.duckdb.sql
-- Only the fields that are named here are read, so later versions of the schema change nothing.
SELECT
    source.name AS image,
    predictions[1].label AS label,
    round(predictions[1].probability, 3) AS probability,
    predictions[1].region.x AS x,
    predictions[1].region.y AS y,
    predictions[1].region.width AS width,
    predictions[1].region.height AS height,
    error.code AS refused
FROM read_json(
    'predictions/**/*.json',
    format = 'unstructured',
    columns = {
        source: 'STRUCT(name VARCHAR)',
        predictions: 'STRUCT(label VARCHAR, probability DOUBLE, region STRUCT(x INTEGER, y INTEGER, width INTEGER, height INTEGER))[]',
        error: 'STRUCT(code VARCHAR)'
    })
ORDER BY image;
