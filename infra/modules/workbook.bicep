// A workbook in Application Insights: images and requests by outcome, refusals, ages, durations of the stages.

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Application Insights component that the app sends its telemetry to.')
param insightsName string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// The exporter of Azure Monitor stores a histogram as count, sum, minimum and maximum, so there are means and maxima, no percentiles.
var charts = [
  {
    title: 'Images per hour, by outcome'
    query: loadTextContent('../queries/outcomes.kql')
    visualization: 'timechart'
  }
  {
    title: 'Requests over HTTP per hour, by outcome'
    query: loadTextContent('../queries/requests.kql')
    visualization: 'timechart'
  }
  {
    title: 'Refused images, by reason'
    query: loadTextContent('../queries/refusals.kql')
    visualization: 'table'
  }
  {
    title: 'Age of an image when its processing starts, in seconds'
    query: loadTextContent('../queries/ages.kql')
    visualization: 'timechart'
  }
  {
    title: 'Duration of the stages, in seconds'
    query: loadTextContent('../queries/stages.kql')
    visualization: 'table'
  }
]

var chartItems = [
  for chart in charts: {
    type: 3
    name: chart.title
    content: {
      version: 'KqlItem/1.0'
      title: chart.title
      query: chart.query
      queryType: 0
      resourceType: 'microsoft.insights/components'
      visualization: chart.visualization
      size: 0
      timeContextFromParameter: 'TimeRange'
    }
  }
]

var timeRangeItem = {
  type: 9
  name: 'time range'
  content: {
    version: 'KqlParameterItem/1.0'
    parameters: [
      {
        id: guid(insights.id, 'TimeRange')
        version: 'KqlParameterItem/1.0'
        name: 'TimeRange'
        label: 'Time range'
        type: 4
        isRequired: true
        value: { durationMs: 86400000 }
        typeSettings: {
          selectableValues: [{ durationMs: 3600000 }, { durationMs: 86400000 }, { durationMs: 604800000 }, { durationMs: 2592000000 }]
        }
      }
    ]
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insights.id, 'camfunctions')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'CamFunctions'
    category: 'workbook'
    sourceId: insights.id
    version: '1.0'
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([timeRangeItem], chartItems)
      fallbackResourceIds: [insights.id]
    })
  }
}
