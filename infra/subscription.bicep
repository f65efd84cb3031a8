// Deployed after the code, because the Functions host creates the key for the endpoint only when it has seen the code.

@description('Name of the function app, an output of main.bicep.')
param functionAppName string

@description('Name of the Event Grid system topic, an output of main.bicep.')
param systemTopicName string

@description('Container that images are uploaded to, an output of main.bicep.')
@minLength(3)
@maxLength(63)
param imagesContainer string

@description('System key blobs_extension of the function app; the host creates it when it first sees a blob trigger.')
@secure()
@minLength(1)
param blobsExtensionKey string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

var host = app.properties.defaultHostName
var code = uriComponent(blobsExtensionKey)

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'new-images'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      // Not the endpoint type AzureFunction, which is for functions with an Event Grid trigger. Blob triggers use this webhook.
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${host}/runtime/webhooks/blobs?functionName=Host.Functions.LocalizeImage&code=${code}'
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      // The final slash excludes containers whose names begin alike. Outputs must not match, or each would be processed as an image.
      subjectBeginsWith: '/blobServices/default/containers/${imagesContainer}/blobs/'
    }
    // The maximum that Event Grid supports is one day. A backfill finds images whose events were lost after that, so there is
    // no need for a dead-letter container.
    retryPolicy: {
      eventTimeToLiveInMinutes: 1440
      maxDeliveryAttempts: 30
    }
  }
}

@description('The subscription\'s name.')
output eventSubscriptionName string = subscription.name
