// Lets the deployer upload images and read results. Owning a subscription gives no access to the data in it, and keys are off.

@description('Storage account of images and results.')
param accountName string

@description('Object id of the deploying principal.')
param principalId string

@description('Type of the principal; empty lets Azure look it up.')
@allowed(['', 'User', 'Group', 'ServicePrincipal'])
param principalType string

// Built-in role, the same in every tenant.
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName
}

resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalId, blobDataContributor)
  scope: account
  properties: union(
    {
      principalId: principalId
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
    },
    empty(principalType) ? {} : { principalType: principalType }
  )
}
