// The Event Grid system topic for the account of the images. subscription.bicep adds the subscriber.

@description('Name of the system topic.')
param name string

@description('Region of the storage account.')
param location string

@description('Tags.')
param tags object

@description('Storage account of the images.')
param storageAccountName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    source: account.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}
