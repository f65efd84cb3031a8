// Second step, after the code is deployed: only then does the Functions host have the key that the end point asks for.

@description('Name of the function app, an output of main.bicep.')
param functionAppName string

@description('Name of the Event Grid system topic, an output of main.bicep.')
param systemTopicName string

@description('Container that images are dropped into, an output of main.bicep.')
@minLength(3)
@maxLength(63)
param imagesContainer string

@description('System key blobs_extension of the function app; the host makes it when it first sees a blob trigger.')
@secure()
@minLength(1)
param blobsExtensionKey string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'new-images'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      // Not the end point type AzureFunction: that is for functions with an Event Grid trigger. Blob triggers listen here.
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.LocalizeImage&code=${uriComponent(blobsExtensionKey)}'
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      // The slash at the end keeps containers out whose names begin alike. Outputs must never match: each would be the next image.
      subjectBeginsWith: '/blobServices/default/containers/${imagesContainer}/blobs/'
    }
    // The most that Event Grid offers: a day. What is lost after that, a backfill finds in the container itself, which is
    // more than a list of lost events could tell; so there is no dead-letter container and no identity that writes to it.
    retryPolicy: {
      eventTimeToLiveInMinutes: 1440
      maxDeliveryAttempts: 30
    }
  }
}

@description('The subscription\'s name.')
output eventSubscriptionName string = subscription.name
