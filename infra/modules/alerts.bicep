// Alert rules for the ways in which images get lost or stay behind, and their recipient.

@description('Token that the names of the rules end with.')
param token string

@description('Region of the rules that query logs.')
param location string

@description('Tags.')
param tags object

@description('E-mail address that alerts go to; empty if there is an action group already.')
param email string

@description('Resource id of an existing action group; empty makes one for the e-mail address.')
param actionGroupId string

@description('Event Grid system topic of the images\' account.')
param systemTopicName string

@description('Application Insights component that the app sends its telemetry to.')
param insightsName string

@description('Account that holds nothing in its queues but poisoned images; empty if there is none.')
param poisonAccountName string

@description('Share of outcomes in an hour, in percent, above which failures are reported.')
@minValue(0)
@maxValue(100)
param failedPercent int

@description('Whether a day without any outcome is reported.')
param whenIdle bool

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource poisonAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  // A name must have three characters even where nothing uses it.
  name: empty(poisonAccountName) ? 'none' : poisonAccountName

  resource queues 'queueServices' existing = {
    name: 'default'
  }
}

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = if (empty(actionGroupId)) {
  name: 'ag-cam-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'CamFunctions'
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var groupId = empty(actionGroupId) ? group.id : actionGroupId

var deliveries = [
  {
    name: 'dead-letters'
    description: 'Event Grid gave up on events and wrote them to a dead-letter container: cam backfill --dead-letters, or docs/consume.md.'
    metric: 'DeadLetteredCount'
    severity: 1
    threshold: 0
  }
  {
    name: 'dropped-events'
    description: 'Event Grid gave up on events and could not write them to the dead-letter container. Run cam backfill.'
    metric: 'DroppedEventCount'
    severity: 1
    threshold: 0
  }
  {
    name: 'failing-deliveries'
    description: 'Event Grid repeatedly failed to deliver events to the app. It keeps trying for a day.'
    metric: 'DeliveryAttemptFailCount'
    severity: 2
    // A cold start may fail a delivery or two; Event Grid tries them again.
    threshold: 10
  }
]

resource deliveryRules 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for rule in deliveries: {
    name: 'alert-cam-${rule.name}-${token}'
    location: 'global'
    tags: tags
    properties: {
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [topic.id]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: rule.metric
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: 'Microsoft.EventGrid/systemTopics'
            metricName: rule.metric
            timeAggregation: 'Total'
            operator: 'GreaterThan'
            threshold: rule.threshold
          }
        ]
      }
      actions: [{ actionGroupId: groupId }]
    }
  }
]

// The only metric of messages is of an account, not of a queue, and it is refreshed once a day. Where the data has a separate account it
// counts poisoned images alone, so it is a reminder for as long as there are some. The log rule below fires within minutes.
resource reminder 'Microsoft.Insights/metricAlerts@2018-03-01' = if (!empty(poisonAccountName)) {
  name: 'alert-cam-poison-reminder-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The poison queue is not empty. List it with cam poison and retry it with cam poison --retry.'
    severity: 2
    enabled: true
    scopes: [poisonAccount::queues.id]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'QueueMessageCount'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Storage/storageAccounts/queueServices'
          metricName: 'QueueMessageCount'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: groupId }]
  }
}

var poisoned = {
  name: 'poisoned-images'
  // The storage extension's own words, a warning of the category Microsoft.Azure.WebJobs.Host.Queues.QueueProcessor, which neither
  // host.json nor the host filters. It is written outside the trace of the invocation, so that sampling does not drop it either.
  description: 'An image failed five times: run cam poison. Or the deletion of its results failed five times: run cam sweep.'
  query: loadTextContent('../queries/alert-poison.kql')
  column: 'images'
  operator: 'GreaterThan'
  threshold: 0
  frequency: 'PT5M'
  window: 'PT15M'
  severity: 1
}

var failed = {
  name: 'failed-images'
  description: 'More than ${failedPercent} percent of the attempts of the last hour failed, of images and of requests over HTTP.'
  query: loadTextContent('../queries/alert-failed.kql')
  column: 'percent'
  operator: 'GreaterThan'
  threshold: failedPercent
  frequency: 'PT15M'
  window: 'PT1H'
  severity: 2
}

var silence = {
  name: 'no-outcomes'
  description: 'No image or request had any outcome for a day: either there was none, or events do not reach the app.'
  query: loadTextContent('../queries/alert-silence.kql')
  column: 'measurements'
  operator: 'LessThan'
  threshold: 1
  frequency: 'PT1H'
  window: 'P1D'
  severity: 3
}

resource logRules 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for rule in concat([poisoned, failed], whenIdle ? [silence] : []): {
    name: 'alert-cam-${rule.name}-${token}'
    location: location
    tags: tags
    properties: {
      displayName: 'CamFunctions: ${rule.name}'
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [insights.id]
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: rule.column
            timeAggregation: 'Maximum'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: { actionGroups: [groupId] }
    }
  }
]
