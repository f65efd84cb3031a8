-- The best class of each image and where it was seen, or why the image was refused. For SQL Server and Azure SQL, over a table
-- records (body nvarchar(max)) with one record per row.
SELECT
    record.image, best.label, best.probability, best.x, best.y, best.width, best.height, record.refused
FROM records
CROSS APPLY OPENJSON(records.body) WITH (
    image nvarchar(1024) '$.source.name',
    refused nvarchar(32) '$.error.code'
) AS record
OUTER APPLY OPENJSON(records.body, '$.predictions') WITH (
    rank int '$.rank',
    label nvarchar(256) '$.label',
    probability float '$.probability',
    x int '$.region.x',
    y int '$.region.y',
    width int '$.region.width',
    height int '$.region.height'
) AS best
WHERE best.rank = 1 OR record.refused IS NOT NULL
ORDER BY record.image;
