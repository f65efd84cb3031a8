// A storage account with private containers and role assignments for the app's identity.

@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Redundancy, as the name of a storage SKU.')
param redundancy string

@description('Names of the containers.')
param containers string[]

@description('Containers whose blobs are deleted after some days.')
param outputContainers string[]

@description('Days after which blobs in the output containers are deleted; 0 keeps them.')
@minValue(0)
param outputRetentionDays int

@description('Name of the app\'s identity.')
param identityName string

@description('IDs of the built-in roles of the identity on this account.')
param roleIds string[]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    // Without access keys, none can be leaked.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // Public endpoints, but access by identity only. Operators can add a virtual network.
    publicNetworkAccess: 'Enabled'
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource container 'containers' = [
      for container in containers: {
        name: container
        properties: { publicAccess: 'None' }
      }
    ]
  }
}

var deletesOutputs = outputRetentionDays > 0 && !empty(outputContainers)

resource retention 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = if (deletesOutputs) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-old-outputs'
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: [for container in outputContainers: '${container}/']
            }
            actions: {
              baseBlob: { delete: { daysAfterModificationGreaterThan: outputRetentionDays } }
            }
          }
        }
      ]
    }
  }
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for roleId in roleIds: {
    name: guid(account.id, identity.id, roleId)
    scope: account
    properties: {
      principalId: identity.properties.principalId
      // Skips a lookup that can fail for a newly created identity.
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
    }
  }
]
