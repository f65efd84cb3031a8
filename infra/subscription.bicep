// The subscription to new images, a second step: the Functions host makes the key of the end point when it first starts the code.

@description('Name of the function app, an output of main.bicep.')
param functionAppName string

@description('Name of the Event Grid system topic, an output of main.bicep.')
param systemTopicName string

@description('Container that images are dropped into, an output of main.bicep.')
@minLength(3)
@maxLength(63)
param imagesContainer string

@description('Storage account of images and results, an output of main.bicep.')
@minLength(3)
@maxLength(24)
param dataAccountName string

@description('Container that events are written to when they can\'t be delivered, an output of main.bicep.')
@minLength(3)
@maxLength(63)
param deadLettersContainer string

@description('System key blobs_extension of the function app; the host makes it when it first sees a blob trigger.')
@secure()
@minLength(1)
param blobsExtensionKey string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: dataAccountName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

var webhook = 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs'

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'new-images'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      // Not the end point type AzureFunction: that is for functions with an Event Grid trigger. Blob triggers listen here.
      endpointType: 'WebHook'
      properties: {
        endpointUrl: '${webhook}?functionName=Host.Functions.LocalizeImage&code=${uriComponent(blobsExtensionKey)}'
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      // The slash at the end keeps containers out whose names begin alike. Outputs must never match: each would be the next image.
      subjectBeginsWith: '/blobServices/default/containers/${imagesContainer}/blobs/'
    }
    // The maximum that Event Grid offers: a day.
    retryPolicy: {
      eventTimeToLiveInMinutes: 1440
      maxDeliveryAttempts: 30
    }
    // Event Grid does not retry everything: a 401 or 403 of an app that is just starting ends the delivery at once. Such events lie
    // here and name their images; 'cam backfill --dead-letters' processes them.
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: {
          resourceId: account.id
          blobContainerName: deadLettersContainer
        }
      }
    }
  }
}

@description('The subscription\'s name.')
output eventSubscriptionName string = subscription.name
