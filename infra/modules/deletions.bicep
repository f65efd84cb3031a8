// Deleted images: the Event Grid topic sends an event of each into a queue of the host's account, which the function DeleteResults reads.
// Neither needs a key, so that all of this is there before the code is.

@description('Event Grid system topic of the images\' account.')
param systemTopicName string

@description('Storage account of the Functions host.')
param hostAccountName string

@description('Container that images are dropped into.')
param imagesContainer string

// As in the function's trigger.
var queueName = 'deleted-images'

// Built-in role, the same in every tenant; the one that Event Grid documents for storage queues. It can only send.
var storageQueueDataMessageSender = 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: hostAccountName

  resource queues 'queueServices' existing = {
    name: 'default'

    resource queue 'queues' = {
      name: queueName
    }
  }
}

resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::queues::queue.id, topic.id, storageQueueDataMessageSender)
  scope: account::queues::queue
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageQueueDataMessageSender)
  }
}

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'deleted-images'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    deliveryWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      destination: {
        endpointType: 'StorageQueue'
        // Storage deletes a message after seven days. If the parameter is turned off, this subscription stays, and so no events pile up.
        properties: { resourceId: account.id, queueName: queueName, queueMessageTimeToLiveInSeconds: 604800 }
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobDeleted']
      subjectBeginsWith: '/blobServices/default/containers/${imagesContainer}/blobs/'
    }
    // No dead letters: 'cam sweep' deletes the results that are left after a day.
    retryPolicy: {
      eventTimeToLiveInMinutes: 1440
      maxDeliveryAttempts: 30
    }
  }
  dependsOn: [role]
}
