// Tells another system of finished records. Deployed after main.bicep, and only if there is a destination.
import { isQueue, kindOf } from 'modules/destination.bicep'

@description('Name of the Event Grid system topic, an output of main.bicep.')
param systemTopicName string

@description('Container of the prediction records, an output of main.bicep.')
@minLength(3)
@maxLength(63)
param predictionsContainer string

@description('Storage account of images and results, an output of main.bicep.')
@minLength(3)
@maxLength(24)
param dataAccountName string

@description('Container that events about records are written to when they can\'t be delivered, an output of main.bicep.')
@minLength(3)
@maxLength(63)
param resultDeadLettersContainer string

@description('Resource id of a storage queue, a Service Bus queue, or a function with an Event Grid trigger; empty if there is a webhook.')
param resultsDestination string

@description('An https address that events are posted to; empty if there is another destination. Secure, because it may end with a key.')
@secure()
param resultsWebhook string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: dataAccountName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

var kind = kindOf(resultsDestination)
var parts = split(resultsDestination, '/')

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
  : { endpointType: 'ServiceBusQueue', properties: { resourceId: resultsDestination } }

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
          ? { endpointType: 'AzureFunction', properties: { resourceId: resultsDestination, maxEventsPerBatch: 1 } }
          : { endpointType: 'WebHook', properties: { endpointUrl: resultsWebhook, maxEventsPerBatch: 1 } }
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
          blobContainerName: resultDeadLettersContainer
        }
      }
    }
  }
}

@description('The subscription\'s name.')
output eventSubscriptionName string = subscription.name
