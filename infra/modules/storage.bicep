// A storage account with private containers and the roles of the app's identity on it.

@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Redundancy, a name of a storage SKU.')
param redundancy string

@description('Names of the containers.')
param containers string[]

@description('Containers whose blobs are deleted after some days.')
param outputContainers string[]

@description('Days after which blobs in the output containers are deleted; 0 keeps them.')
@minValue(0)
param outputRetentionDays int

@description('Days for which deleted and overwritten blobs, and deleted containers, can be restored; 0 turns this off.')
@minValue(0)
@maxValue(365)
param softDeleteDays int

@description('Whether the account is reached over the internet. If not, private endpoints are the only way in.')
param isPublic bool

@description('Name of the app\'s identity.')
param identityName string

@description('Ids of the built-in roles that the identity has on the whole account.')
param roleIds string[]

var softDelete = softDeleteDays == 0 ? { enabled: false } : { enabled: true, days: max(softDeleteDays, 1) }

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
    // Nobody can lose or leak a key that opens nothing.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: isPublic ? 'Allow' : 'Deny'
      // Event Grid writes dead letters and the events of deleted images with the topic's identity, as a trusted service. In a closed
      // network it has no other way.
      bypass: 'AzureServices'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: softDelete
      containerDeleteRetentionPolicy: softDelete
    }

    resource container 'containers' = [
      for container in containers: {
        name: container
        properties: { publicAccess: 'None' }
      }
    ]
  }
}

// Deployed even if outputs are kept: a deployment leaves alone what its template does not name, so only a rule that is there and
// turned off ends the deletion that an earlier deployment began.
resource retention 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = if (!empty(outputContainers)) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-old-outputs'
          enabled: outputRetentionDays > 0
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: [for container in outputContainers: '${container}/']
            }
            actions: {
              // 0 would delete everything on the next day if somebody turned the rule on by hand.
              baseBlob: { delete: { daysAfterModificationGreaterThan: outputRetentionDays == 0 ? 36500 : outputRetentionDays } }
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
      // Saves Azure the look-up that fails while the identity is seconds old.
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
    }
  }
]
