// The Flex Consumption plan and the function app on it, an isolated worker.

@description('Name of the function app.')
param name string

@description('Name of the plan.')
param planName string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Name of the app\'s identity.')
param identityName string

@description('Storage account of the Functions host.')
param hostAccountName string

@description('Storage account of images and results.')
param dataAccountName string

@description('Container in the host\'s account that the code\'s packages lie in.')
param packagesContainer string

@description('Where telemetry is sent to.')
param insightsConnectionString string

@description('Memory of an instance in MB.')
param instanceMemory int

@description('Maximum number of instances.')
param maximumInstances int

@description('Instances that are always there.')
param alwaysReadyInstances int

@description('Requests over HTTP that one instance works on at once.')
param requestsAtOnce int

@description('Application (client) id of the registration in Entra ID that requests must have a token for; empty: the key alone.')
param authClientId string

@description('Virtual network that the app reaches its storage through; empty for the public end points.')
param networkName string

@description('What the function reads besides its storage connection, by name.')
param functionSettings object

var hostBlobs = 'https://${hostAccountName}.blob.${environment().suffixes.storage}'
var dataBlobs = 'https://${dataAccountName}.blob.${environment().suffixes.storage}'
var dataQueues = 'https://${dataAccountName}.queue.${environment().suffixes.storage}'

// No FUNCTIONS_WORKER_RUNTIME: Flex Consumption takes the runtime from functionAppConfig and refuses the setting.
var platformSettings = {
  AzureWebJobsStorage__accountName: hostAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  ImageStorage__blobServiceUri: dataBlobs
  ImageStorage__queueServiceUri: dataQueues
  ImageStorage__credential: 'managedidentity'
  ImageStorage__clientId: identity.properties.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  // A name must have two characters even where nothing uses it.
  name: empty(networkName) ? 'none' : networkName

  resource subnet 'subnets' existing = {
    name: 'app'
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  // Linux.
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  // azd finds the app by the name that its service has in azure.yaml.
  tags: union(tags, { 'azd-service-name': 'camfunctions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Only what the app calls goes through the network. Event Grid can't reach private addresses, so the webhook stays public.
    virtualNetworkSubnetId: empty(networkName) ? null : network::subnet.id
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostBlobs}/${packagesContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemory
        maximumInstanceCount: maximumInstances
        // Each holds its image in memory, and more would only wait for the processor.
        triggers: { http: { perInstanceConcurrency: requestsAtOnce } }
        // The group that scales blob triggers with source EventGrid has this name.
        alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'blob', instanceCount: alwaysReadyInstances }]
      }
    }
    siteConfig: { minTlsVersion: '1.2' }
  }

  // azd deploys with the deployer's identity; nobody needs a user name and password.
  resource scmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  // For the whole app: requests without a token of this tenant for the registration are answered with 401. Event Grid has none for the
  // webhooks of the triggers, which ask for the keys of their extensions nevertheless.
  resource authentication 'config' = if (!empty(authClientId)) {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: {
        requireAuthentication: true
        unauthenticatedClientAction: 'Return401'
        excludedPaths: ['/runtime/webhooks/blobs']
      }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
            clientId: authClientId
          }
          // Programs ask for a token for the one or the other.
          validation: { allowedAudiences: [authClientId, 'api://${authClientId}'] }
        }
      }
      // Nobody signs in with a browser.
      login: { tokenStore: { enabled: false } }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    // In this order, so that further settings can't overwrite what the app is connected by.
    properties: union(functionSettings, platformSettings)
  }
}
