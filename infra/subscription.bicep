// Second step, after the code is deployed: only then does the Functions host have the key that the end point asks for.

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

@description('Whether the results of deleted images are deleted, too, an output of main.bicep.')
param deleteResults bool

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

// The app's setting DeleteResults decides. A subscription that is left from an earlier deployment with it has no effect without it.
resource deletions 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = if (deleteResults) {
  parent: topic
  name: 'deleted-images'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'AzureFunction'
      properties: { resourceId: '${app.id}/functions/DeleteResults', maxEventsPerBatch: 1 }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobDeleted']
      subjectBeginsWith: '/blobServices/default/containers/${imagesContainer}/blobs/'
    }
    // No dead letters: 'cam sweep' deletes what is left after a day.
    retryPolicy: {
      eventTimeToLiveInMinutes: 1440
      maxDeliveryAttempts: 30
    }
  }
}

@description('The subscription\'s name.')
output eventSubscriptionName string = subscription.name
