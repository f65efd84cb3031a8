// All resources in Azure except the event subscription, which subscription.bicep adds after the code is deployed.
// Scoped to the subscription, as azd expects, so that the resource group is created and deleted with the rest.
targetScope = 'subscription'

@description('Name of this installation. It is part of all resource names, so that a subscription can contain several.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of all resources. It must support Flex Consumption.')
@minLength(1)
@metadata({ azd: { type: 'location' } })
param location string

@description('Tags for every resource, in addition to azd-env-name and azd-service-name, by which azd finds its resources.')
param tags object = {}

// With one account for everything, whoever can read the results can also read the host's keys and packages.
@description('Whether images and results have their own storage account. Choose before the first image: existing data is not moved.')
param separateDataAccount bool = true

@description('Redundancy of the storage accounts.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_LRS'

@description('Container that images are uploaded to.')
@minLength(3)
@maxLength(63)
param imagesContainer string = 'images'

@description('Container that overlays are written to. Must not be the images container.')
@minLength(3)
@maxLength(63)
param overlaysContainer string = 'overlays'

@description('Container that prediction records are written to. Must not be the images container.')
@minLength(3)
@maxLength(63)
param predictionsContainer string = 'predictions'

@description('Days after which overlays and records are deleted; 0 keeps them. A backfill recreates them. Images are never deleted.')
@minValue(0)
@maxValue(36500)
param outputRetentionDays int = 0

@description('Memory per instance in MB. It determines the processor share too: about a quarter of a core, one core or two cores.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('Maximum number of instances, which limits both throughput and cost.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Number of always-ready instances. They avoid cold starts but are always billed.')
@minValue(0)
@maxValue(100)
param alwaysReadyInstances int = 0

@description('Number of images that an instance processes at the same time; 0 for the value in host.json.')
@minValue(0)
@maxValue(16)
param concurrency int = 0

@description('How a photograph is fitted to the network\'s input; empty for the model\'s preference.')
@allowed(['', 'whole', 'crop', 'stretch'])
param geometry string = ''

@description('Side A in pixels for the geometry whole: the input has about A x A pixels. The work grows with its square.')
@minValue(32)
@maxValue(1024)
param inputSide int = 320

@description('Path of the prepared CAM model on the instance; empty for the one in the package.')
param modelPath string = ''

@description('Further settings by name, such as { Top: \'3\' }. No secrets: application settings are readable in the portal.')
param furtherSettings object = {}

@description('Number of days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryRetentionDays int = 30

// Names are computed before deployment: modules refer to each other's resources by name, and what-if can predict everything.
var token = uniqueString(subscription().id, environmentName, location)
var allTags = union(tags, { 'azd-env-name': environmentName })
var identityName = 'id-cam-${token}'
var hostAccountName = 'camhost${token}'
var dataAccountName = separateDataAccount ? 'camdata${token}' : hostAccountName
var functionAppName = 'func-cam-${token}'
var systemTopicName = 'evgt-cam-${token}'
var packagesContainer = 'packages'
var dataContainers = [imagesContainer, overlaysContainer, predictionsContainer]
var outputContainers = [overlaysContainer, predictionsContainer]

// Built-in roles, which have the same IDs in every tenant.
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

// Host: leases, keys and packages are blobs, events are queued, and diagnostic events are written to a table.
var hostRoles = [blobDataOwner, queueDataContributor, tableDataContributor]
// Data: the documented roles for a blob trigger; the poison queue is in the account of the images.
var dataRoles = [blobDataOwner, queueDataContributor]

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: identityName
    location: location
    tags: allTags
  }
}

module hostStorage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: hostAccountName
    location: location
    tags: allTags
    redundancy: storageRedundancy
    containers: separateDataAccount ? [packagesContainer] : union([packagesContainer], dataContainers)
    outputContainers: separateDataAccount ? [] : outputContainers
    outputRetentionDays: outputRetentionDays
    identityName: identityName
    roleIds: separateDataAccount ? hostRoles : union(hostRoles, dataRoles)
  }
  dependsOn: [identity]
}

module dataStorage 'modules/storage.bicep' = if (separateDataAccount) {
  scope: group
  params: {
    name: dataAccountName
    location: location
    tags: allTags
    redundancy: storageRedundancy
    containers: dataContainers
    outputContainers: outputContainers
    outputRetentionDays: outputRetentionDays
    identityName: identityName
    roleIds: dataRoles
  }
  dependsOn: [identity]
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: 'log-cam-${token}'
    insightsName: 'appi-cam-${token}'
    location: location
    tags: allTags
    retentionDays: telemetryRetentionDays
    identityName: identityName
  }
  dependsOn: [identity]
}

module events 'modules/events.bicep' = {
  scope: group
  params: {
    name: systemTopicName
    location: location
    tags: allTags
    storageAccountName: dataAccountName
  }
  dependsOn: [hostStorage, dataStorage]
}

module functionApp 'modules/function-app.bicep' = {
  scope: group
  params: {
    name: functionAppName
    planName: 'plan-cam-${token}'
    location: location
    tags: allTags
    identityName: identityName
    hostAccountName: hostAccountName
    dataAccountName: dataAccountName
    packagesContainer: packagesContainer
    insightsConnectionString: monitoring.outputs.connectionString
    instanceMemory: instanceMemory
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    // Settings that are left out have the default in the code or in host.json, so that each default is defined once.
    functionSettings: union(
      furtherSettings,
      {
        ImagesContainer: imagesContainer
        OverlaysContainer: overlaysContainer
        PredictionsContainer: predictionsContainer
        InputSide: string(inputSide)
      },
      empty(geometry) ? {} : { Geometry: geometry },
      empty(modelPath) ? {} : { ModelPath: modelPath },
      concurrency == 0 ? {} : { AzureFunctionsJobHost__extensions__blobs__maxDegreeOfParallelism: string(concurrency) }
    )
  }
  // The app needs the role assignments from its start.
  dependsOn: [identity, hostStorage, dataStorage]
}

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app that the code is deployed to.')
output CAM_FUNCTION_APP string = functionAppName

@description('The Event Grid system topic of the images\' account, for the event subscription.')
output CAM_SYSTEM_TOPIC string = systemTopicName

@description('The container that images are uploaded to.')
output CAM_IMAGES_CONTAINER string = imagesContainer

@description('The storage account of images and results.')
output CAM_DATA_ACCOUNT string = dataAccountName
