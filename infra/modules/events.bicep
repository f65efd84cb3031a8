// The Event Grid system topic for the account of images and results. subscription.bicep and results.bicep add the subscribers.

@description('Name of the system topic.')
param name string

@description('Region of the storage account.')
param location string

@description('Tags.')
param tags object

@description('Storage account of the images.')
param storageAccountName string

@description('Containers in that account that events are written to when they can\'t be delivered.')
param deadLetterContainers string[]

// Built-in role, the same in every tenant; the one that Event Grid documents for dead letters.
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource deadLetters 'containers' existing = [
      for container in deadLetterContainers: {
        name: container
      }
    ]
  }
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  // The app's identity has more rights than this one needs.
  identity: { type: 'SystemAssigned' }
  properties: {
    source: account.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

// Here, not in subscription.bicep: by the time the code is deployed, the role has spread, and Event Grid accepts the container.
resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (container, at) in deadLetterContainers: {
    name: guid(account::blobs::deadLetters[at].id, topic.id, blobDataContributor)
    scope: account::blobs::deadLetters[at]
    properties: {
      principalId: topic.identity.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
    }
  }
]

@description('Object id of the topic\'s identity.')
output principalId string = topic.identity.principalId
