// Lets another system's principal read one container of results, and nothing else.

@description('Storage account of the results.')
param accountName string

@description('Name of the container.')
param containerName string

@description('Object id of the principal.')
param principalId string

// Built-in role, the same in every tenant.
var blobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource container 'containers' existing = {
      name: containerName
    }
  }
}

// Without a principalType, Azure looks up whether it is a user, a group or a service.
resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::container.id, principalId, blobDataReader)
  scope: account::blobs::container
  properties: {
    principalId: principalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataReader)
  }
}
