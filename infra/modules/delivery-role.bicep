// Lets the Event Grid topic write events about finished records into somebody's queue. In the group of that queue.

@description('Kind of the queue: StorageQueue or ServiceBusQueue.')
@allowed(['StorageQueue', 'ServiceBusQueue'])
param kind string

@description('Name of the storage account or Service Bus namespace.')
param parentName string

@description('Name of the queue.')
param queueName string

@description('Name of the topic, which makes the name of the role assignment.')
param topicName string

@description('Object id of the topic\'s identity.')
param principalId string

// The built-in roles that Event Grid documents for these destinations, the same in every tenant. Both can only send.
var storageQueueDataMessageSender = 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'
var serviceBusDataSender = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: parentName

  resource queues 'queueServices' existing = {
    name: 'default'

    resource queue 'queues' existing = {
      name: queueName
    }
  }
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: parentName

  resource queue 'queues' existing = {
    name: queueName
  }
}

resource storageRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (kind == 'StorageQueue') {
  name: guid(account::queues::queue.id, topicName, storageQueueDataMessageSender)
  scope: account::queues::queue
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageQueueDataMessageSender)
  }
}

resource serviceBusRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (kind == 'ServiceBusQueue') {
  name: guid(namespace::queue.id, topicName, serviceBusDataSender)
  scope: namespace::queue
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceBusDataSender)
  }
}
