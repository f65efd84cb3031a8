// Everything CamFunctions needs in Azure, except the event subscription, which subscription.bicep adds once the code is there.
// Scoped to the subscription, as azd expects it, so that the resource group comes and goes with the rest.
targetScope = 'subscription'

@description('Name of this installation, part of the names of its resources: one subscription can hold several.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of all resources. It must offer Flex Consumption.')
@minLength(1)
@metadata({ azd: { type: 'location' } })
param location string

@description('Tags for every resource, besides azd-env-name and azd-service-name, which azd finds its resources by.')
param tags object = {}

@description('Whether images and results have a storage account of their own. With one account for all, whoever may read results can also read the host\'s keys and packages. Choose before the first image: results are not moved.')
param separateDataAccount bool = true

@description('Redundancy of the storage accounts.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_LRS'

@description('Container that images are dropped into.')
@minLength(3)
@maxLength(63)
param imagesContainer string = 'images'

@description('Container that overlays are written to. Never the images\' own.')
@minLength(3)
@maxLength(63)
param overlaysContainer string = 'overlays'

@description('Container that prediction records are written to. Never the images\' own.')
@minLength(3)
@maxLength(63)
param predictionsContainer string = 'predictions'

@description('Days after which overlays and records are deleted; 0 keeps them. Images are never deleted. A backfill makes what was deleted again.')
@minValue(0)
@maxValue(36500)
param outputRetentionDays int = 0

@description('Memory of an instance in MB; processor time comes with it: about a quarter of a core, one core, two cores.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('Most instances at once: the upper limit of speed and of cost.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances that are always there and always paid for: they save the first image after a pause the cold start. 0 costs nothing.')
@minValue(0)
@maxValue(100)
param alwaysReadyInstances int = 0

@description('Images that one instance works on at once; 0 leaves it to host.json.')
@minValue(0)
@maxValue(16)
param concurrency int = 0

@description('How a photograph becomes the network\'s input; empty takes what the model prefers.')
@allowed(['', 'whole', 'crop', 'stretch'])
param geometry string = ''

@description('Side of the square whose area the network\'s input has, in pixels, where the geometry is whole. Work grows with its square.')
@minValue(32)
@maxValue(1024)
param inputSide int = 320

@description('Path of the prepared CAM model on the instance; empty takes the one in the package.')
param modelPath string = ''

@description('Further settings of the function by name, such as { Top: \'3\' }. They must not be secrets: application settings are stored in the clear.')
param furtherSettings object = {}

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryRetentionDays int = 30

// Names are known before anything is made: modules pass them on, find each other's resources by them, and what-if sees it all.
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

// The built-in roles, the same in every tenant.
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

// Host: leases, keys and the package are blobs; events wait in a queue; the host writes its diagnostic events to a table.
var hostRoles = [blobDataOwner, queueDataContributor, tableDataContributor]
// Data: the documented roles of a blob trigger; images it gave up on go to a poison queue in the images' account.
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
    // An absent setting is the code's or host.json's own value, so that each default is written down once.
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
  // The roles, too, are there before the app: it needs them from its first second on.
  dependsOn: [identity, hostStorage, dataStorage]
}

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app, which the code is deployed to.')
output CAM_FUNCTION_APP string = functionAppName

@description('The Event Grid system topic of the images\' account, which the subscription belongs to.')
output CAM_SYSTEM_TOPIC string = systemTopicName

@description('The container that images are dropped into.')
output CAM_IMAGES_CONTAINER string = imagesContainer

@description('The storage account of images and results.')
output CAM_DATA_ACCOUNT string = dataAccountName
