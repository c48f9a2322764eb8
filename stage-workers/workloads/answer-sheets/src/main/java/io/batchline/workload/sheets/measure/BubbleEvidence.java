package io.batchline.workload.sheets.measure;

/// What one bubble holds beyond what is printed in it. Depths are shares of the local paper's grey:
/// 0 is paper, 1 is black.
///
/// @param ink mean depth over the bubble
/// @param cover share of it that is about as dark as a mark of this sheet, 0 to 1
/// @param depth mean depth of that share; 0 where there is none
/// @param ground depth that half of the bubble stays under
/// @param extent how far that share is spread: 0.7 for all of the bubble, 0.58 for a stroke across
///   it, little for a dot
/// @param shade how much darker the paper around is than that of its neighbours, 0 to 1
/// @param hidden share of it that lies outside the picture, 0 to 1
public record BubbleEvidence(
        double ink,
        double cover,
        double depth,
        double ground,
        double extent,
        double shade,
        double hidden) {}
