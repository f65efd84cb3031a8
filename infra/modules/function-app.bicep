// The Flex Consumption plan and the function app that runs the custom handler on it.

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

@description('Container for deployment packages in the host\'s account.')
param packagesContainer string

@description('Connection string of Application Insights.')
param insightsConnectionString string

@description('Memory per instance in MB.')
param instanceMemory int

@description('Maximum number of instances.')
param maximumInstances int

@description('Number of always-ready instances.')
param alwaysReadyInstances int

@description('Settings of the function other than its storage connection, by name.')
param functionSettings object

var hostBlobs = 'https://${hostAccountName}.blob.${environment().suffixes.storage}'
var dataBlobs = 'https://${dataAccountName}.blob.${environment().suffixes.storage}'
var dataQueues = 'https://${dataAccountName}.queue.${environment().suffixes.storage}'

// No FUNCTIONS_WORKER_RUNTIME: Flex Consumption uses functionAppConfig.runtime and rejects the setting.
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
  // azd finds the app by this tag, which is the name of the service in azure.yaml.
  tags: union(tags, { 'azd-service-name': 'camfunctions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      runtime: {
        name: 'custom'
        version: '1.0'
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
        // The scaling group for blob triggers with the source EventGrid.
        alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'blob', instanceCount: alwaysReadyInstances }]
      }
    }
    siteConfig: { minTlsVersion: '1.2' }
  }

  resource settings 'config' = {
    name: 'appsettings'
    // In this order, so that further settings can't override the connections.
    properties: union(functionSettings, platformSettings)
  }
}
