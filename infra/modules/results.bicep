// The event subscription that notifies another system of finished records.
import { isQueue, kindOf } from 'destination.bicep'

@description('Event Grid system topic of the images\' account.')
param systemTopicName string

@description('Container of the prediction records.')
param predictionsContainer string

@description('Storage account of images and results.')
param dataAccountName string

@description('Container that events about records are written to when they can\'t be delivered.')
param deadLettersContainer string

@description('Resource id of a storage queue, a Service Bus queue, or a function with an Event Grid trigger; empty if there is a webhook.')
param destination string

@description('An https address that events are posted to; empty if there is another destination. Secure, because it may end with a key.')
@secure()
param webhook string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: dataAccountName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

var kind = kindOf(destination)
var parts = split(destination, '/')

var queue = kind == 'StorageQueue'
  ? {
      endpointType: 'StorageQueue'
      properties: {
        resourceId: join(take(parts, 9), '/')
        queueName: last(parts)
        // Events wait until somebody takes them; otherwise storage would delete them after a week.
        queueMessageTimeToLiveInSeconds: -1
      }
    }
  : { endpointType: 'ServiceBusQueue', properties: { resourceId: destination } }

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'finished-records'
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    // Queues are written to by the topic's identity, whose role main.bicep assigns. Event Grid does not offer that for functions and
    // webhooks.
    deliveryWithResourceIdentity: isQueue(kind) ? { identity: { type: 'SystemAssigned' }, destination: queue } : null
    destination: isQueue(kind)
      ? null
      : kind == 'AzureFunction'
          ? { endpointType: 'AzureFunction', properties: { resourceId: destination, maxEventsPerBatch: 1 } }
          : { endpointType: 'WebHook', properties: { endpointUrl: webhook, maxEventsPerBatch: 1 } }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      // Records are written last: when this event comes, the overlay is there, too.
      subjectBeginsWith: '/blobServices/default/containers/${predictionsContainer}/blobs/'
      subjectEndsWith: '.json'
    }
    // The maximum that Event Grid offers: a day.
    retryPolicy: {
      eventTimeToLiveInMinutes: 1440
      maxDeliveryAttempts: 30
    }
    // Not the container of undelivered images, whose events 'cam backfill --dead-letters' processes and deletes.
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
