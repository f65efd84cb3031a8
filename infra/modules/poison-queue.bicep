// The queue in the images' account that the host moves a message into when its image has failed five times. The host would create it, but
// then its identity would need rights on every queue of the account.

@description('Storage account of the images.')
param accountName string

@description('Name of the app\'s identity.')
param identityName string

// The blob extension's name for it.
var queueName = 'webjobs-blobtrigger-poison'

// Built-in role, the same in every tenant. It can only send.
var storageQueueDataMessageSender = 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName

  resource queues 'queueServices' existing = {
    name: 'default'

    resource queue 'queues' = {
      name: queueName
    }
  }
}

resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::queues::queue.id, identity.id, storageQueueDataMessageSender)
  scope: account::queues::queue
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageQueueDataMessageSender)
  }
}
